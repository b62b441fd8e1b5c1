"""Where log lines go and how they look, as the settings ask for it."""

LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]
FORMATS = {"plain": "newsroom.monitoring.logs.PlainFormatter", "json": "newsroom.monitoring.logs.JsonFormatter"}


def logging_settings(*, form: str, level: str) -> dict:
    """Django's LOGGING: one line each on the console, of what is at least so grave."""
    is_for_programs = form == "json"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"chosen": {"()": FORMATS[form]}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "chosen"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # None of Django's own: it would mail a failed request, with all that its form held, to whoever is named.
            "django": {"handlers": []},
            # For programs every request has its line; for people those that went wrong have one.
            "newsroom.requests": {"level": "INFO" if is_for_programs else level},
            "django.request": {"level": "ERROR" if is_for_programs else level},
        },
    }
