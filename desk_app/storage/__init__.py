"""Records: SQLAlchemy Core over an encrypted SQLite file (one desk) or PostgreSQL (several)."""
