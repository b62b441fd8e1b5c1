"""How log lines look: for people, or one JSON object a line for programs. No text in them can pass for another line."""

import json
import logging
import re
import time
from contextvars import ContextVar
from typing import Any

from newsroom.monitoring.paths import public_path
from newsroom.monitoring.scrubbing import scrubbed

request_id: ContextVar[str] = ContextVar("request_id", default="")

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text with what could end a line, or is no text at all, written out."""
    return CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def message_of(record: logging.LogRecord) -> str:
    """The message without the secrets that stand in some addresses."""
    message, request = record.getMessage(), getattr(record, "request", None)
    if path := getattr(request, "path", ""):
        message = message.replace(path, public_path(request))
    return one_line(scrubbed(message))


class PlainFormatter(logging.Formatter):
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"
    converter = time.gmtime

    def __init__(self):
        super().__init__("{asctime} {levelname} {name}: {said}", style="{")

    def formatMessage(self, record) -> str:
        known = request_id.get()
        record.said = message_of(record) + (f" [{known}]" if known else "")
        return super().formatMessage(record)

    def format(self, record) -> str:
        record.exc_text = None  # another formatter may have kept it there as it was raised
        return super().format(record)

    def formatException(self, ei) -> str:
        return scrubbed(super().formatException(ei))


class JsonFormatter(PlainFormatter):
    def format(self, record) -> str:
        line: dict[str, Any] = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
        }
        if known := request_id.get():
            line["request_id"] = known
        line |= {name: _plain(value) for name, value in getattr(record, "fields", {}).items()}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)


def _plain(value):
    return value if isinstance(value, int | float | bool | None) else one_line(scrubbed(str(value)))
