"""The filters, and the trees of choices that they are made of."""
