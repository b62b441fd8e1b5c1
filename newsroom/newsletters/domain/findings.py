"""Whether letters of a domain will be believed: SPF, DKIM, DMARC and the name of the machine that sends them."""

import socket
from collections.abc import Callable, Iterator
from typing import NamedTuple

from newsroom.newsletters.domain.lookup import NoAnswer, txt_records


class Finding(NamedTuple):
    subject: str
    words: str
    is_good: bool = True


def _missing(subject, words):
    return Finding(subject, words, is_good=False)


def findings(
    *, domain: str, selectors: list[str], host: str = "", look: Callable[[str], list[str]] = txt_records
) -> Iterator[Finding]:
    """What is found and what is missing, each with what to do."""
    yield _asked("SPF", _spf, look, domain)
    if not selectors:
        yield _missing("DKIM", "Name the selector that your mail server signs with: --selector NAME.")
    for selector in selectors:
        yield _asked(f"DKIM {selector}", _dkim, look, f"{selector}._domainkey.{domain}")
    yield _asked("DMARC", _dmarc, look, f"_dmarc.{domain}")
    if host:
        yield _reverse_name(host)


def _asked(subject, judge, look, name):
    try:
        is_good, words = judge(look(name), name)
    except NoAnswer as error:
        return _missing(subject, f"Could not be looked up: {error}.")
    return Finding(subject, words, is_good=is_good)


def _spf(records, name):
    found = [record for record in records if record.lower().split()[:1] == ["v=spf1"]]
    if not found:
        return False, f"{name} has no record. Add TXT “v=spf1 … -all” that names the servers which send for it."
    if len(found) > 1:
        return False, f"{name} has {len(found)} records, so none of them counts. Make them one."
    if found[0].lower().split()[-1] in {"+all", "all"}:
        return False, f"“{found[0]}” lets every server of the world send for you."
    return True, found[0]


def _dkim(records, name):
    keys = [record for record in records if "p=" in record.replace(" ", "")]
    if not keys:
        return False, f"{name} has no key. Take it from your mail server and add it as TXT."
    if not _tags(keys[0]).get("p"):
        return False, f"The key of {name} was revoked."
    return True, "a key is published"


def _dmarc(records, name):
    found = [record for record in records if record.lower().startswith("v=dmarc1")]
    if not found:
        return False, f"{name} has no record. Begin with TXT “v=DMARC1; p=none; rua=mailto:…”; Gmail wants one."
    policy = _tags(found[0]).get("p", "").lower()
    if policy not in {"none", "quarantine", "reject"}:
        return False, f"“{found[0]}” says no p=none, p=quarantine or p=reject."
    return True, found[0]


def _tags(record):
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _reverse_name(host):
    """Large mailboxes refuse a machine whose address has no name, or a name that leads elsewhere."""
    try:
        address = socket.gethostbyname(host)
        name = socket.gethostbyaddr(address)[0]
        back = socket.gethostbyname_ex(name)[2]
    except OSError as error:
        return _missing("Reverse name", f"{host}: {error}. Ask whoever gave you the address for a PTR record.")
    if address not in back:
        return _missing("Reverse name", f"{address} is called {name}, which leads to {', '.join(back)}.")
    return Finding("Reverse name", f"{address} is {name}")
