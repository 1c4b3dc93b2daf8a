//! Reads PDFs back with a library that had no part in writing them: what a viewer, a search or a screen reader finds.

use std::collections::{BTreeMap, HashMap};

use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};

/// A PDF of one page.
pub struct PdfPage {
    pdf: Pdf,
}

/// A part of a page that has a tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tagged {
    /// How deep it lies.
    pub depth: usize,
    /// What it is, such as `H1` or `P`.
    pub tag: String,
    /// The text right in it, or the words that stand for it.
    pub text: String,
}

impl PdfPage {
    pub fn read(bytes: &[u8]) -> Self {
        let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
        assert_eq!(pdf.pages().iter().count(), 1, "one page");
        Self { pdf }
    }

    fn catalog(&self) -> Dict<'_> {
        self.pdf.xref().get(self.pdf.xref().root_id()).expect("a catalog")
    }

    /// Width and height in points.
    pub fn size(&self) -> (f32, f32) {
        self.pdf.pages()[0].base_dimensions()
    }

    pub fn title(&self) -> Option<String> {
        self.pdf.metadata().title.as_ref().map(|bytes| text_string(bytes))
    }

    pub fn language(&self) -> Option<String> {
        self.catalog().get::<PdfString>(b"Lang").map(|text| text_string(text.as_bytes()))
    }

    /// The names of the fonts on the page, and whether their bytes are in the file.
    pub fn fonts(&self) -> Vec<(String, bool)> {
        let page = &self.pdf.pages()[0];
        let fonts = &page.resources().fonts;
        let embedded = |font: &Dict<'_>| {
            let is_drawn = font.get::<Name>(b"Subtype").is_some_and(|subtype| subtype.as_str() == "Type3");
            let below = font.get::<Array>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict>().next());
            let descriptor = below.and_then(|font| font.get::<Dict>(b"FontDescriptor"));
            is_drawn
                || descriptor.is_some_and(|font| font.contains_key(b"FontFile2") || font.contains_key(b"FontFile3"))
        };
        let name =
            |font: &Dict<'_>| font.get::<Name>(b"BaseFont").map_or("drawn".into(), |name| name.as_str().to_owned());
        fonts.keys().filter_map(|key| fonts.get::<Dict>(key)).map(|font| (name(&font), embedded(&font))).collect()
    }

    /// All text in the order in which it is painted.
    pub fn text(&self) -> String {
        self.marked().into_values().collect()
    }

    /// The text of each marked part of the page, by its number; decorations have none.
    fn marked(&self) -> BTreeMap<i64, String> {
        let page = &self.pdf.pages()[0];
        let fonts: HashMap<Vec<u8>, Encoding> = (page.resources().fonts.keys())
            .filter_map(|name| Some((name.to_vec(), Encoding::of(&page.resources().fonts.get::<Dict>(&*name)?)?)))
            .collect();
        let mut texts = BTreeMap::new();
        let mut open: Vec<(Option<i64>, Option<String>)> = Vec::new();
        let mut font = None;
        let mut operations: TypedIter<'_> = page.typed_operations();
        while let Some(operation) = operations.next() {
            let shown: Vec<u8> = match operation {
                TypedInstruction::TextFont(set) => {
                    font = fonts.get(&set.0.to_vec());
                    continue;
                }
                TypedInstruction::BeginMarkedContent(_) => {
                    open.push((None, None));
                    continue;
                }
                TypedInstruction::BeginMarkedContentWithProperties(begin) => {
                    let Object::Dict(properties) = begin.1 else { panic!("properties in place") };
                    let actual = properties.get::<PdfString>(b"ActualText").map(|text| text_string(text.as_bytes()));
                    open.push((properties.get::<i64>(b"MCID"), actual));
                    continue;
                }
                TypedInstruction::EndMarkedContent(_) => {
                    if let (_, Some(actual)) = open.pop().expect("begun")
                        && let Some(id) = innermost(&open)
                    {
                        texts.entry(id).or_insert_with(String::new).push_str(&actual);
                    }
                    continue;
                }
                TypedInstruction::ShowText(shown) => shown.0.as_bytes().to_vec(),
                TypedInstruction::ShowTexts(shown) => {
                    let strings = shown.0.iter::<Object>().filter_map(Object::into_string);
                    strings.flat_map(|string| string.as_bytes().to_vec()).collect()
                }
                _ => continue,
            };
            let instead = open.iter().any(|(_, actual)| actual.is_some());
            if let (Some(id), false) = (innermost(&open), instead) {
                let text = font.expect("a font is set").decode(&shown);
                texts.entry(id).or_insert_with(String::new).push_str(&text);
            }
        }
        texts
    }

    /// The tagged parts in the order in which they are read.
    pub fn structure(&self) -> Vec<Tagged> {
        let mut found = Vec::new();
        if let Some(root) = self.catalog().get::<Dict>(b"StructTreeRoot") {
            let texts = self.marked();
            children(&root).iter().for_each(|child| self.walk(child, 0, &texts, &mut found));
        }
        found
    }

    fn walk(&self, node: &Object<'_>, depth: usize, texts: &BTreeMap<i64, String>, found: &mut Vec<Tagged>) {
        let Object::Dict(node) = node else { return };
        let Some(tag) = node.get::<Name>(b"S") else { return };
        let mut text = node.get::<PdfString>(b"Alt").map_or(String::new(), |alt| text_string(alt.as_bytes()));
        let children = children(node);
        for child in &children {
            let id = match child {
                Object::Number(number) => Some(number.as_i64()),
                Object::Dict(reference) => reference.get::<i64>(b"MCID"),
                _ => None,
            };
            text.push_str(id.and_then(|id| texts.get(&id)).map_or("", String::as_str));
        }
        found.push(Tagged { depth, tag: tag.as_str().to_owned(), text: text.trim().to_owned() });
        children.iter().for_each(|child| self.walk(child, depth + 1, texts, found));
    }

    /// The bookmarks, each with how deep it lies.
    pub fn bookmarks(&self) -> Vec<(usize, String)> {
        fn collect(parent: &Dict<'_>, depth: usize, found: &mut Vec<(usize, String)>) {
            let mut next = parent.get::<Dict>(b"First");
            while let Some(item) = next {
                let title = item.get::<PdfString>(b"Title").map(|title| text_string(title.as_bytes()));
                found.push((depth, title.expect("a title")));
                collect(&item, depth + 1, found);
                next = item.get::<Dict>(b"Next");
            }
        }
        let mut found = Vec::new();
        self.catalog().get::<Dict>(b"Outlines").iter().for_each(|outline| collect(outline, 0, &mut found));
        found
    }

    /// The names and bytes of the attached files.
    pub fn attachments(&self) -> Vec<(String, Vec<u8>)> {
        let names = self.catalog().get::<Dict>(b"Names").and_then(|names| names.get::<Dict>(b"EmbeddedFiles"));
        let Some(names) = names.and_then(|files| files.get::<Array>(b"Names")) else { return Vec::new() };
        let files = names.iter::<Object>().filter_map(Object::into_dict);
        let file = |file: Dict<'_>| {
            let name = file.get::<PdfString>(b"UF").map(|name| text_string(name.as_bytes())).expect("a name");
            let stream = file.get::<Dict>(b"EF").and_then(|streams| streams.get::<Stream>(b"F")).expect("a file");
            (name, stream.decoded().expect("whole").into_owned())
        };
        files.map(file).collect()
    }
}

fn innermost(open: &[(Option<i64>, Option<String>)]) -> Option<i64> {
    open.iter().rev().find_map(|(id, _)| *id)
}

fn children<'a>(node: &Dict<'a>) -> Vec<Object<'a>> {
    match node.get::<Object>(b"K") {
        Some(Object::Array(children)) => children.iter::<Object>().collect(),
        other => other.into_iter().collect(),
    }
}

/// Text outside of pages: UTF-16 with a mark, or a superset of ASCII.
fn text_string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => utf16(wide),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_be_bytes(*unit)).collect();
    String::from_utf16_lossy(&units)
}

/// Which text the codes of a font stand for.
struct Encoding {
    code_bytes: usize,
    texts: HashMap<Vec<u8>, String>,
}

impl Encoding {
    fn of(font: &Dict<'_>) -> Option<Self> {
        let map = font.get::<Stream>(b"ToUnicode")?.decoded().ok()?.into_owned();
        let map = String::from_utf8(map).ok()?;
        let code_bytes = if font.get::<Name>(b"Subtype")?.as_str() == "Type3" { 1 } else { 2 };
        let mut texts = HashMap::new();
        let mut inside = false;
        for line in map.lines() {
            match line.split_whitespace().last() {
                Some("beginbfchar") => inside = true,
                Some("endbfchar") => inside = false,
                _ if inside => {
                    let mut words = line.split(['<', '>']).filter(|word| !word.trim().is_empty());
                    let (code, text) = (hex(words.next()?), hex(words.next()?));
                    texts.insert(code, utf16(&text));
                }
                _ => {}
            }
        }
        assert!(!map.contains("beginbfrange"), "ranges are not read here");
        Some(Self { code_bytes, texts })
    }

    fn decode(&self, codes: &[u8]) -> String {
        codes.chunks(self.code_bytes).map(|code| self.texts.get(code).map_or("\u{FFFD}", String::as_str)).collect()
    }
}

fn hex(digits: &str) -> Vec<u8> {
    data_encoding::HEXUPPER_PERMISSIVE.decode(digits.trim().as_bytes()).expect("hexadecimal digits")
}
