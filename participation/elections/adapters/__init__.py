"""What stands outside the main database: the urn."""
