"""Tables as files: lists that come in (XLSX, CSV) and journals that go out (XLSX)."""
