"""The parts of the API that know no record: problems, paging, who asks. Nothing here loads django-ninja."""
