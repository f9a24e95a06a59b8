"""How long things are kept. Every term in one place; a circle can have its own for what was written in it."""

# Content of a circle after it was closed, in days: what a coordinator can choose, and what is chosen beforehand.
CONTENT_DAYS_CHOICES = (90, 180, 365, 730)
CONTENT_DAYS = 365
# How many days before the content of a closed circle is erased everybody is told: first, and for the last time.
FIRST_TOLD_DAYS = 30
LAST_TOLD_DAYS = 7
# What we know of a mail after it was sent (kind, address, when). Its text is not kept at all.
SENT_MAIL_DAYS = 90
# Invoices and payments, in years, because the law asks for it: nothing in the product erases them.
MONEY_YEARS = 7
