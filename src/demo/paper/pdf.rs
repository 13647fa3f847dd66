//! A page of plain text as a PDF (ISO 32000-1, 7.5): five objects and the table of where they begin.

/// A page of A4 with a title and lines under it.
pub(super) fn page(title: &str, lines: &[&str]) -> Vec<u8> {
    let mut text = b"BT /F1 20 Tf 60 770 Td (".to_vec();
    text.extend(latin(title));
    text.extend(b") Tj /F1 12 Tf 0 -14 Td");
    for line in lines {
        text.extend(b" 0 -22 Td (");
        text.extend(latin(line));
        text.extend(b") Tj");
    }
    text.extend(b" ET");
    let mut stream = format!("<< /Length {} >>\nstream\n", text.len()).into_bytes();
    stream.extend(text);
    stream.extend(b"\nendstream");
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
          /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_vec(),
        stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(&objects) {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let begins = file.len();
    let end = format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{begins}\n%%EOF\n", objects.len() + 1);
    file.extend(table.bytes());
    file.extend(end.bytes());
    file
}

/// Letters of western Europe are bytes of the same number; what would end a text is escaped.
fn latin(text: &str) -> Vec<u8> {
    let byte = |c: char| u8::try_from(u32::from(c)).unwrap_or(b'?');
    let escaped = |byte: u8| if b"()\\".contains(&byte) { vec![b'\\', byte] } else { vec![byte] };
    text.chars().map(byte).flat_map(escaped).collect()
}
