from django.contrib.admin.widgets import ForeignKeyRawIdWidget


class PictureWidget(ForeignKeyRawIdWidget):
    """A picture of the library: chosen or added in the admin's popup, and shown, where Django shows a number."""

    template_name = "admin/widgets/picture.html"
    input_type = "hidden"

    class Media:
        js = []

    @property
    def is_hidden(self):
        return False
