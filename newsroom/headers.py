"""What every answer says to browsers beside its content, whoever sends it: a view, the page cache, or the door.

The policy for content and the values of Django's own middleware stand in the settings.
"""

from collections.abc import Callable, Iterable

from django.conf import settings

# What a page may ask of the browser: nothing, but what passkeys and films need.
PERMISSIONS_POLICY = (
    "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), "
    "encrypted-media=(), fullscreen=(self), gamepad=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), "
    "local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-create=(self), "
    "publickey-credentials-get=(self), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()"
)


def headers_middleware(get_response) -> Callable:
    """Other sites may show our files. The rest is ours alone, unless its view says otherwise."""
    files = f"/{settings.STATIC_URL.strip('/')}/"

    def answer(request):
        response = get_response(request)
        shared_with = "cross-origin" if request.path_info.startswith(files) else "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", shared_with)
        response.headers.setdefault("Permissions-Policy", permissions_policy(getattr(response, "framed_origins", ())))
        for name, value in reservation().items():
            response.headers.setdefault(name, value)
        return response

    return answer


def permissions_policy(framed: Iterable[str] = ()) -> str:
    """The policy of a page; what it may show of other sites may fill the screen, if a reader wants that."""
    origins = "".join(f' "{origin}"' for origin in framed)
    return PERMISSIONS_POLICY.replace("fullscreen=(self)", f"fullscreen=(self{origins})")


def reservation() -> dict[str, str]:
    """That the right to mine text and data is reserved, where it is: https://www.w3.org/community/tdmrep/."""
    return {"tdm-reservation": "1"} if settings.AI_POLICY == "none" else {}


def file_headers() -> dict[str, str]:
    """What Django's middleware says on pages, for a file that leaves without it."""
    headers = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": settings.SECURE_REFERRER_POLICY} | reservation()
    if settings.SECURE_HSTS_SECONDS:
        subdomains = "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
        preload = "; preload" if settings.SECURE_HSTS_PRELOAD else ""
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}{subdomains}{preload}"
    return headers
