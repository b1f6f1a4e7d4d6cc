"""From a file to the text of a report: plain text, web page, Word document, PDF, mail. Nothing is fetched or run."""
