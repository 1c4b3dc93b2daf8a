//! A sheet as a PDF: one page of vectors and text, which can be selected, searched and read aloud.
//!
//! The text stands where the screen has it, in subsets of the very fonts that laid it out. Tags say what it is and in which
//! order it is read; bookmarks lead to the quadrants and the needs. There is no date in it: the same map gives the same
//! bytes.

mod fonts;
mod painter;
mod paper;
mod tags;

use std::io::{self, Write};

use krilla::Document;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::error::KrillaError;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::surface::Surface;

use self::fonts::Fonts;
use self::painter::{Painted, Painter};
use self::paper::Page;
use super::{ExportError, Extent, MAP_MIME, Order, Progress, Written, glyph_warnings, language, sentences};
use crate::model::EmpathyMap;
use crate::scene::{FontBook, MissingGlyphs, Role, Sheet};

pub use paper::Paper;

/// The name of the map file in the PDF.
const MAP_NAME: &str = "empathy-map.json";
/// What the program calls itself in a file.
const PROGRAM: &str = "Empathy Map";
/// The share of the work that painting is; the rest is making subsets of fonts and packing.
const PAINTING: f32 = 0.6;

/// The page that the sheet becomes.
pub fn extent(sheet: &Sheet, paper: Paper) -> Extent {
    Page::new(sheet.size, paper).extent()
}

/// Writes the sheet to `out`. `map` is the map that it shows, for titles and warnings; `map_file` is attached.
///
/// # Errors
/// [`ExportError::Write`] when `out` fails or a font cannot be embedded, [`ExportError::Cancelled`] soon after a person
/// wanted no more of it.
pub fn write(
    map: &EmpathyMap,
    sheet: &Sheet,
    fonts: &mut FontBook,
    order: &Order,
    map_file: Option<String>,
    progress: &Progress,
    mut out: impl Write,
) -> Result<Written, ExportError> {
    let page = Page::new(sheet.size, order.paper);
    let mut document = Document::new();
    let lost = compose(&mut document, map, sheet, &page, fonts, order, progress)?;
    if let Some(text) = map_file {
        document.embed_file(attachment(text));
    }
    out.write_all(&finish(document)?).map_err(ExportError::Write)?;
    progress.tell(1.0)?;
    let warnings = glyph_warnings(map, &sheet.missing).into_iter().chain(page.warning.clone()).chain(lost).collect();
    Ok(Written { extent: page.extent(), warnings })
}

/// Puts the sheet on a page of the document; returns what of its text is not shown, in sentences.
fn compose(
    document: &mut Document,
    map: &EmpathyMap,
    sheet: &Sheet,
    page: &Page,
    fonts: &mut FontBook,
    order: &Order,
    progress: &Progress,
) -> Result<Vec<String>, ExportError> {
    let settings = PageSettings::from_wh(page.size.x, page.size.y)
        .ok_or_else(|| ExportError::Size("The page would have no size. Put something on the map first.".into()))?;
    let mut pdf_page = document.start_page_with(settings);
    let mut surface = pdf_page.surface();
    let painted = paint(sheet, page, &mut Fonts::new(fonts), order, progress, &mut surface);
    surface.finish();
    pdf_page.finish();
    let painted = painted?;

    let language = language::of(map);
    document.set_tag_tree(tags::tree(map, sheet, &painted).with_lang(language.map(str::to_owned)));
    document.set_outline(tags::outline(map, sheet, &painted, page));
    document.set_metadata(metadata(map, language));
    Ok(lost_warnings(map, sheet, &painted))
}

fn finish(document: Document) -> Result<Vec<u8>, ExportError> {
    document.finish().map_err(|error| ExportError::Write(io::Error::other(reason(&error))))
}

/// Paints all pieces, the last on top.
fn paint(
    sheet: &Sheet,
    page: &Page,
    fonts: &mut Fonts<'_>,
    order: &Order,
    progress: &Progress,
    surface: &mut Surface<'_>,
) -> Result<Vec<Painted>, ExportError> {
    let mut painter = Painter::new(surface, fonts, order.palette);
    painter.page(page.size);
    painter.begin(page);
    let mut painted = Vec::with_capacity(sheet.pieces.len());
    let mut outcome = Ok(());
    for (index, piece) in sheet.pieces.iter().enumerate() {
        outcome = progress.tell(PAINTING * index as f32 / sheet.pieces.len() as f32);
        if outcome.is_err() {
            break;
        }
        painted.push(painter.piece(piece));
    }
    painter.end();
    outcome.map(|()| painted)
}

fn metadata(map: &EmpathyMap, language: Option<&str>) -> Metadata {
    let title = match map.title.trim() {
        "" => PROGRAM,
        title => title,
    };
    let metadata = Metadata::new().title(title.to_owned()).creator(PROGRAM.to_owned());
    match language {
        Some(language) => metadata.language(language.to_owned()),
        None => metadata,
    }
}

fn attachment(text: String) -> EmbeddedFile {
    EmbeddedFile {
        path: MAP_NAME.to_owned(),
        mime_type: MimeType::new(MAP_MIME),
        description: Some("The map that this page shows; Empathy Map opens it from here.".to_owned()),
        association_kind: AssociationKind::Source,
        data: text.into_bytes().into(),
        modification_date: None,
        compress: Some(true),
        location: None,
    }
}

/// A sentence for each text of which a font gave no outlines.
fn lost_warnings(map: &EmpathyMap, sheet: &Sheet, painted: &[Painted]) -> Vec<String> {
    let lost: Vec<MissingGlyphs> = (sheet.pieces.iter().zip(painted))
        .filter(|(_, painted)| !painted.lost.is_empty())
        .map(|(piece, painted)| {
            let note = if let Role::Note { id, .. } = &piece.role { Some(id.clone()) } else { None };
            MissingGlyphs { note, characters: painted.lost.clone() }
        })
        .collect();
    sentences(map, &lost, |characters| {
        format!("The PDF cannot hold {characters}, which this computer's font has as bitmaps only")
    })
}

fn reason(error: &KrillaError) -> String {
    match error {
        KrillaError::Font(_, reason) => format!("a font could not be embedded ({reason})"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use krilla::SerializeSettings;
    use krilla::configure::{Accessibility, ConfigurationBuilder};

    use super::*;
    use crate::model::{Evidence, Need, NeedId, Note, NoteId, QuadrantId};
    use crate::scene::{Layout, Part};

    /// The library's own check of the rules of accessible PDFs that a program can check.
    #[test]
    fn a_page_keeps_the_rules_of_accessible_pdfs() {
        let mut note = Note::new(NoteId::new("a"), QuadrantId::new("pains"), "Explains the same thing three times 📞");
        note.evidence = Some(Evidence::Quote);
        let mut map = EmpathyMap { notes: vec![note], ..EmpathyMap::default() };
        map.title = "Dana and the surprising bill, which nobody could explain to her".to_owned();
        map.needs.push(Need::new(NeedId::new("d"), "tell her story once to somebody who listens"));
        let mut layout = Layout::new(FontBook::new(false));
        let sheet = layout.sheet(&map, Part::All);
        let page = Page::new(sheet.size, Paper::Fit);
        let configuration = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
        let configuration = configuration.expect("a configuration");
        let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
        let (order, progress) = (Order::default(), Progress::default());
        let lost = compose(&mut document, &map, &sheet, &page, layout.fonts(), &order, &progress).expect("composed");
        assert_eq!(lost, [""; 0]);
        finish(document).expect("it keeps the rules");
    }
}
