"""What accounts borrow: argon2, QR drawings, passkeys, PDF."""
