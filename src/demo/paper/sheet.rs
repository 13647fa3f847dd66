//! A sheet of text as an Excel workbook (ECMA-376): five small parts in an archive that compresses nothing.

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// A workbook of one sheet.
pub(super) fn book(name: &str, rows: &[&[&str]]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org";
    let main = format!("{office}/spreadsheetml/2006/main");
    let relations = format!("{office}/package/2006/relationships");
    let to = format!("{office}/officeDocument/2006/relationships");
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let types = format!(
        r#"<Types xmlns="{office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>"#
    );
    let relation = |kind: &str, target: &str| {
        format!(
            r#"<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{to}/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let workbook = format!(
        r#"<workbook xmlns="{main}" xmlns:r="{to}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let cell = |text: &&str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    let row = |cells: &&[&str]| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    let rows: String = rows.iter().map(row).collect();
    let sheet = format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#);
    archive(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// A ZIP archive (APPNOTE 6.3, 4.3): each part after its head, then the list of all.
fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let content = [HEAD.as_bytes(), text.as_bytes()].concat();
        let (size, begins) = (content.len() as u32, file.len() as u32);
        // Version, flags, method, time, day (the first that can be said), check, both sizes, lengths of name and more.
        let mut head = Vec::new();
        head.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
        head.extend(crc32fast::hash(&content).to_le_bytes());
        head.extend(size.to_le_bytes());
        head.extend(size.to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        file.extend(b"PK\x03\x04");
        file.extend(&head);
        file.extend(name.bytes());
        file.extend(content);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&head);
        list.extend([0; 10]);
        list.extend(begins.to_le_bytes());
        list.extend(name.bytes());
    }
    let (count, begins) = ((parts.len() as u16).to_le_bytes(), file.len() as u32);
    let size = (list.len() as u32).to_le_bytes();
    file.extend(list);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend([count, count].concat());
    file.extend(size);
    file.extend(begins.to_le_bytes());
    file.extend([0, 0]);
    file
}
