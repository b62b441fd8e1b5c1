"""Write anew, beside the files of pictures, until when each may be served: after a restore or an import."""

from django.core.management.base import BaseCommand

from articles.models import Picture
from articles.pictures.rights import keep_to_rights


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        pictures = Picture.objects.exclude(rights_until=None)
        keep_to_rights(pictures)
        self.stdout.write(f"{len(pictures)} pictures have rights that end.")
