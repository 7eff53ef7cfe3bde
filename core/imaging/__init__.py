"""The only door to torch: base models, and what is made with them."""
