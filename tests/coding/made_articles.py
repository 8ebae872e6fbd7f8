"""Articles of our own writing, on invented conflicts, and files of each kind that are made of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

# A wire story on a war that there is not, and two papers' copies of it.
ARTICLE = """BELMORA, March 3 (Reuters) - Drones hit a grain terminal in the port of Belmora late on Monday, killing nine dock workers, the harbour authority of Tesh said.

The army of Orlan said it had fired twelve drones at a depot of fuel and denied that workers were hit.

"There was a whistle, then the roof came down," said Ilka Danner, 44, a crane driver who was having her supper when the drones came.

Tesh has accused its northern neighbour of four attacks on the port since January, after talks on the lake broke down.

A spokesman of the governor, Pell Arden, said that 31 people were in hospital, five of them in danger of their lives.

Shells also fell on the village of Sorrel on Tuesday morning, wounding two children, a nurse said.
"""  # fmt: skip

REWRITTEN = """Nine dead as drones strike port of Belmora

By our staff and agencies

The harbour authority of Tesh said nine dock workers were killed when drones struck a grain terminal in Belmora's port late Monday.

Orlan's army denied hitting workers. It said that it had fired 12 drones at a fuel depot.

Governor's spokesman Pell Arden put the number of people in hospital at 33, with five of them in danger of their lives.

“There was a whistle, then the roof came down,” Ilka Danner, a crane driver, told this paper.

Analysts say the price of grain may rise before the harvest.

In Sorrel, two children were wounded when shells fell on the village on Tuesday morning, according to a nurse.
"""  # fmt: skip

# The same week, the same war, told by somebody else of another act.
ANOTHER = """VARSK - Rebels of the Upland Front ambushed a convoy of lorries on the mountain road to Varsk on Sunday, the interior ministry of Orlan said.

Three drivers were taken hostage and a bridge was blown up behind the convoy, cutting the road for the second time this winter.

A shopkeeper in Varsk said people had queued for bread since the morning. The ministry gave no word on the fate of the drivers.

The Front said in a leaflet that it would let the drivers go if the army left the pass.
"""  # fmt: skip


def page(body: str, head: str = "", lang: str = "en") -> bytes:
    """A web page whose article has a paragraph for each line of ``body``, with a menu and a foot around it."""
    paragraphs = "\n".join(f"<p>{line}</p>" for line in body.splitlines() if line.strip())
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>Port struck | The Teshian</title>{head}
<script>document.title = "run";</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Port struck</h1>{paragraphs}<script>alert("run")</script></article>
<footer>All rights reserved</footer></body></html>""".encode()


def docx(paragraphs: Sequence[str], extra: Mapping[str, bytes] | None = None, body: str = "") -> bytes:
    """A Word document: a paragraph each, then ``body`` as it stands, and other parts."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    written = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{kind}" Target="word/document.xml"/></Relationships>'.encode(),
        "word/document.xml": f"<w:document {space}><w:body>{written}{body}</w:body></w:document>".encode(),
        **(extra or {}),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


CORE = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    b' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    b"<dc:title>Port struck</dc:title><dc:creator>Ann Orley</dc:creator>"
    b"<dcterms:created>2031-03-04T08:00:00Z</dcterms:created></cp:coreProperties>"
)


def pdf(pages: Sequence[Sequence[str]], info: Mapping[str, str] | None = None, encrypt: bool = False) -> bytes:
    """A PDF with lines of Latin text on each page; a page without lines has a grey box, like a scan."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
        drawn = f"BT /F1 12 Tf 50 750 Td {shown}ET" if lines else "0.8 g 50 50 400 600 re f"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects.append("<< " + " ".join(f"/{key} ({value})" for key, value in (info or {}).items()) + " >>")
    trailer = f"/Root 1 0 R /Info {len(objects)} 0 R"
    if encrypt:
        # RC4 with 40 bits; the owner's and the user's entry fit no password.
        entries = f"/O <{'5a' * 32}> /U <{'a5' * 32}>"
        objects.append(f"<< /Filter /Standard /V 1 /R 2 {entries} /P -44 >>")
        trailer += (
            f" /Encrypt {len(objects)} 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
        )
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} {trailer} >>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + end.encode()
