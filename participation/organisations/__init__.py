"""Where things happen: the association, its poles, services and sites."""
