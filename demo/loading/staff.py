"""Who works at the demonstration paper: one login for each role at the desk."""

from typing import NamedTuple

from django.contrib.auth.models import Group, User

from articles.models import Author, Section
from newsroom.identity.sealing import seal, unseal
from newsroom.identity.totp import new_secret


class Person(NamedTuple):
    role: str
    username: str
    password: str
    first_name: str
    last_name: str
    section: str = ""  # of which this person is the editor


# These words open a newspaper that exists only on the machine of whoever tries it out.
STAFF = [
    Person("Editor", "editor", "harbour-lights-1871", "Idris", "Calloway"),
    Person("Reporter", "reporter", "notebook-and-pen-1871", "Nell", "Thackaberry"),
    Person("Sub-editor", "subeditor", "blue-pencil-1871", "Hugh", "Penhallow"),
    Person("Section editor", "sport", "final-whistle-1871", "Dougal", "Tresk", "sport"),
    Person("Legal", "lawyer", "fair-and-accurate-1871", "Miriam", "Sackville"),
    Person("Picture desk", "pictures", "light-meter-1871", "Cormac", "Ilderton"),
    Person("Supporter desk", "supporters", "front-counter-1871", "Hattie", "Coldwell"),
    Person("Finance", "finance", "double-entry-1871", "Otto", "Brindley"),
    Person("Administrator", "admin", "keys-to-the-press-1871", "Ada", "Merriwick"),
]


def create_staff() -> None:
    """Give each of them a login, and link it to the author of the same name. Known logins stay as they are."""
    for person in STAFF:
        if User.objects.filter(username=person.username).exists():
            continue
        user = User.objects.create_user(
            person.username,
            f"{person.username}@courier.example",
            person.password,
            first_name=person.first_name,
            last_name=person.last_name,
            is_staff=True,
            is_superuser=person.role == "Administrator",
        )
        if person.role != "Administrator":
            user.groups.add(Group.objects.get(name=person.role))
        if section := Section.objects.filter(slug=person.section).first():
            user.edits.create(section=section)
        slug = f"{person.first_name}-{person.last_name}".lower()
        Author.objects.filter(slug=slug, user=None).update(user=user)


def app_secret_of(person: Person) -> str:
    """What an authenticator app needs to sign this person in; the same in every run."""
    apps = User.objects.get(username=person.username).authenticatorapps
    app = apps.order_by("pk").first() or apps.create(name="The demonstration’s app", sealed_secret=seal(new_secret()))
    return unseal(app.sealed_secret)
