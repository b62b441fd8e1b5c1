"""For whoever brings a web server of their own. It refuses to serve readers with a key that nobody chose."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from newsroom.database.limits import keep_to_request_limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

if not (settings.SECRET_KEY_IS_OURS or settings.DEMO):
    raise ImproperlyConfigured("SECRET_KEY should be set to at least 50 random characters.")

application = get_wsgi_application()
keep_to_request_limits()

from newsroom.node.upkeep import start_upkeep  # noqa: E402 - once the apps are there

start_upkeep()
