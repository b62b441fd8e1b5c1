"""Which network a request came from, for limits that a reader cannot walk around and that name nobody."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


def address_of(request: HttpRequest) -> str:
    """The address that our outermost trusted proxy saw, or that of the connection when there is no proxy.

    TRUSTED_PROXIES counts our own proxies. Whatever stands left of their entries in X-Forwarded-For was written
    by the client and is not believed.
    """
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        return hops[-trusted]
    return request.META.get("REMOTE_ADDR", "")


def network_of(request: HttpRequest) -> str:
    """An IPv4 address, or the /64 of an IPv6 one, which one household or phone can roam in freely."""
    address = _read(address_of(request))
    if address is None:
        return UNKNOWN
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)


def home_of(network: str) -> str:
    """The /56 around the /64 of an IPv6 network: a home or an office is given so much, and may walk through it."""
    if ":" not in network:
        return network
    return str(ipaddress.ip_network((network, 56), strict=False).network_address)


def wider_network_of(request: HttpRequest) -> str:
    """The provider's corner of the net that a request came from: enough to see a pattern, too wide to name a home."""
    address = _read(address_of(request))
    if address is None:
        return UNKNOWN
    return str(ipaddress.ip_network((address, 16 if address.version == 4 else 32), strict=False))


def _read(text):
    """None for what is no address. An IPv4 address that was written as an IPv6 one is what it is."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped if address.version == 6 else None) or address
