"""How files look: an icon for their kind, their size in words."""

from crm_desktop.fields.file_names import ending

_ICONS = {
    "image": "png jpg jpeg gif bmp webp svg tif tiff heic",
    "file-spreadsheet": "xlsx xls xlsb xlsm ods csv et",
    "file-text": "pdf docx doc odt txt md rtf wps pptx ppt html",
    "archive": "zip rar 7z gz tar",
    "mail": "eml msg",
    "contact": "vcf",
    "calendar": "ics",
}
_ICON_OF = {each: icon for icon, endings in _ICONS.items() for each in endings.split()}


def file_icon(name: str) -> str:
    """Name the icon of a file by its ending."""
    return _ICON_OF.get(ending(name), "file")


def size_words(size: int) -> str:
    """Say how large a file is: 420 KB, 1.8 MB."""
    return f"{size / 1_000_000:.1f} MB" if size >= 999_500 else f"{max(round(size / 1000), 1)} KB"
