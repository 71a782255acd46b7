"""One module a page of the app, and the parts that pages share.

Not named `pages`: Streamlit takes such a folder beside `app.py` for its own list of pages, and the first deep link
after a start ("/library") then says "Page not found".
"""
