"""Pure rules of accounts: roles and powers, ways in, retention."""
