"""What one odd part of an archive may do to the program: that part is told and the others go on.

A database that is gone, a full disk or too little memory is no part's fault: that ends the run, which can be gone on
with.
"""

import logging

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _
from lxml.etree import LxmlError

from articles.importing.items import Item, Kind

logger = logging.getLogger(__name__)
# What values that nobody thought of raise. None of them can be foreseen, so each is a fault of the program too.
FAULTS = (ArithmeticError, AttributeError, LookupError, LxmlError, RecursionError, TypeError, ValueError)
FAULTS_OF_ROWS = (*FAULTS, DataError, IntegrityError, ValidationError)
LONGEST = 200  # characters of what the program said


def told(fault: Exception, name: str) -> str:
    """The fault in words for the report. For who mends the program, all of it goes into the log, under that name."""
    logger.error("%s could not be brought in", name, exc_info=fault)
    said = f"{type(fault).__name__}: {' '.join(str(fault).split())}"[:LONGEST]
    return _("The program could not read it (%(said)s).") % {"said": said}


def unread(fault: Exception, *, group: str, number: int, place: int, title: str = "") -> Item:
    """What a reader says of a part of the file that it could not read. Its number in the file is its key."""
    reason = f"{title} {told(fault, f'{group} number {number} of an archive, near {place},')}".strip()
    return Item(Kind.LEFT, f"{group} number {number}", {"group": group, "title": title}, place, reason)
