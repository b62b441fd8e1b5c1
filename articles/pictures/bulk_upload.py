"""Take uploaded files into the library, each by itself: what is wrong with one of them stops no other."""

from dataclasses import asdict, dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from articles.imaging.uploads import CheckedPicture, Refused, checked_picture
from articles.models import Picture


@dataclass
class Arrival:
    """What became of one file: a new picture, one that was there already, or (without a picture) the reason why not."""

    name: str
    picture: Picture | None = None
    was_known: bool = False
    reason: str = ""

    @property
    def is_new(self) -> bool:
        return self.picture is not None and not self.was_known

    @property
    def waits(self) -> bool:
        """Whether it came without words that readers cannot do without."""
        return self.is_new and not (self.picture.credit and self.picture.is_described)


def take_in(upload: UploadedFile, *, renditions_wait: bool = False) -> Arrival:
    """The file's own words become the picture's. What they do not say waits until somebody writes it."""
    try:
        file = checked_picture(upload)
    except Refused as refusal:
        return Arrival(upload.name, reason=refusal.messages[0])
    finally:
        vars(upload).pop("outcome", None)  # forty drawings at once would fill the memory
    try:
        same = Picture.objects.of_digest(file.digest).first()
        return Arrival(upload.name, same or _hang(file, renditions_wait), was_known=same is not None)
    except IntegrityError:  # somebody else brought the same file at the same moment
        return Arrival(upload.name, Picture.objects.of_digest(file.digest).get(), was_known=True)


def _hang(file: CheckedPicture, renditions_wait):
    picture = Picture(file=file, digest=file.digest, file_name=file.original_name, **asdict(file.words))
    picture.renditions_wait = renditions_wait
    with transaction.atomic():
        picture.save()
    kept = Picture.objects.get(pk=picture.pk)  # without the file's content
    kept.renditions_wait = renditions_wait
    return kept
