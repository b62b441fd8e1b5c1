"""How pictures and authors are chosen in the forms of the desk."""

from django.contrib.admin.widgets import ForeignKeyRawIdWidget

from common.autocomplete import RowSelect


class PictureWidget(ForeignKeyRawIdWidget):
    """A picture of the library: chosen or added in the admin's popup, and shown, where Django shows a number."""

    template_name = "admin/widgets/picture.html"
    input_type = "hidden"

    @property
    def is_hidden(self) -> bool:
        return False


class AuthorWidget(RowSelect):
    """Offers authors as one types. The author of a row that is stored is known, and not asked for again."""

    known = None

    def optgroups(self, name, value, attr=None) -> list:
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        return [(None, [self.create_option(name, value[0], str(self.known), selected=True, index=0)], 0)]


def without_shortcuts(widget, *, may_add=False) -> None:
    """What is chosen here is seldom changed from here, and each icon is one more step for the keyboard."""
    widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
    widget.can_add_related = widget.can_add_related and may_add
