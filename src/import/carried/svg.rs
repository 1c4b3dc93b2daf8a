//! The metadata of an SVG.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, Event};

use super::Found;

/// An SVG begins within so many bytes, behind comments and declarations.
const BEGINNING: usize = 4096;

/// Whether the bytes are XML that begins with an `svg` element.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(BEGINNING)];
    let text = beginning.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(beginning).trim_ascii_start();
    text.starts_with(b"<") && beginning.windows(4).any(|window| window == b"<svg")
}

/// The text of the element `map` in the element `metadata`, whatever prefix other programs gave it.
pub(super) fn find(bytes: &[u8]) -> Found {
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().check_end_names = false;
    let mut metadata_depth = 0_usize;
    let mut map: Option<String> = None;
    loop {
        let Ok(event) = reader.read_event() else {
            return if map.is_some() { Found::Damaged } else { Found::Nothing };
        };
        match event {
            Event::Start(start) if start.local_name().as_ref() == b"metadata" => metadata_depth += 1,
            Event::End(end) if end.local_name().as_ref() == b"metadata" => {
                metadata_depth = metadata_depth.saturating_sub(1);
            }
            Event::Start(start) if metadata_depth > 0 && start.local_name().as_ref() == b"map" => {
                map = Some(String::new());
            }
            Event::End(end) if end.local_name().as_ref() == b"map" => {
                if let Some(text) = map.take() {
                    return Found::Map(text);
                }
            }
            Event::Eof => return if map.is_some() { Found::Damaged } else { Found::Nothing },
            content => {
                let Some(map) = &mut map else { continue };
                let added = match content {
                    Event::Text(text) => text.decode().ok().map(|text| map.push_str(&text)),
                    Event::CData(text) => text.decode().ok().map(|text| map.push_str(&text)),
                    Event::GeneralRef(name) => push_reference(map, &name),
                    Event::Comment(_) | Event::PI(_) => Some(()),
                    _ => None,
                };
                if added.is_none() {
                    return Found::Damaged;
                }
            }
        }
    }
}

/// Adds the character that a reference stands for. Entities of the file's own are not looked up.
fn push_reference(map: &mut String, name: &BytesRef<'_>) -> Option<()> {
    if let Some(c) = name.resolve_char_ref().ok()? {
        map.push(c);
    } else {
        map.push_str(resolve_xml_entity(&name.decode().ok()?)?);
    }
    Some(())
}
