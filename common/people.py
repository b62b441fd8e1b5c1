"""What people at the desk are called on its screens and in its letters."""

from django.contrib.auth.models import AbstractUser


def name_of(person: AbstractUser) -> str:
    return person.get_full_name() or person.get_username()
