from django.contrib.admin.widgets import ForeignKeyRawIdWidget


class PictureWidget(ForeignKeyRawIdWidget):
    """A picture of the library: chosen or added in the admin's popup, and shown, where Django shows a number."""

    template_name = "admin/widgets/picture.html"
    input_type = "hidden"

    @property
    def is_hidden(self):
        return False


def without_shortcuts(widget, *, may_add=False):
    """What is chosen here is seldom changed from here, and each icon is one more step for the keyboard."""
    widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
    widget.can_add_related = widget.can_add_related and may_add
