"""Serial numbers in the form that ACM shows them in, as in `0a:1b`."""

from cryptography import x509


def serial_of(certificate: x509.Certificate) -> str:
    """Return a certificate's."""
    digits = f"{certificate.serial_number:x}"
    digits = digits.zfill(len(digits) + len(digits) % 2)
    return ":".join(digits[at : at + 2] for at in range(0, len(digits), 2))


def is_same(one: str, other: str) -> bool:
    """Compare two, however many zeros are in front of them."""
    return _digits(one) == _digits(other)


def _digits(serial: str) -> str:
    return serial.replace(":", "").lower().lstrip("0")
