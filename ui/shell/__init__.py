"""The frame around the pages: side bar, top bar, status bar."""
