"""One comment on a pull or merge request, posted once and kept up to date."""
