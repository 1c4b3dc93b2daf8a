//! Foreign files of any bytes. The fuzz targets call this, and `cargo test` with the seeds and the samples. It tells whether the
//! file can be imported. Whatever it is, nothing may panic, and what comes of it is a map like any other.

use empathy_map::document::{Document, Edit, Step};
use empathy_map::file;
use empathy_map::import::{self, Addition, Choices, Field, Group, Preview, Shape, Source, Target};
use empathy_map::model::{EmpathyMap, Quadrant, QuadrantId, default_quadrants};

/// Imports a file under this name, as it is guessed to be and as a person may choose against all sense.
pub fn import(name: &str, bytes: &[u8]) -> bool {
    let Ok(source) = import::read(name, bytes) else { return false };
    let guess = source.guess();
    let preview = source.preview(&guess, &default_quadrants());
    assert_eq!(source.preview(&guess, &default_quadrants()), preview, "the same file gives the same notes");
    check(&preview, &default_quadrants());
    let own = import::quadrants_of_new_map([(&source, &guess)]);
    check(&source.preview(&guess, &own), &own);
    for choices in odd_choices(&source, &preview) {
        check(&source.preview(&choices, &default_quadrants()), &default_quadrants());
        let own = import::quadrants_of_new_map([(&source, &choices)]);
        check(&source.preview(&choices, &own), &own);
    }
    check(&source.preview(&guess, &[]), &default_quadrants());
    true
}

/// Puts the notes on a new map with these quadrants and on an open one.
fn check(preview: &Preview, quadrants: &[Quadrant]) {
    let mut count = 0;
    let mut new_id = || {
        count += 1;
        format!("new id {count}")
    };
    let previews = [preview.clone(), preview.clone()];
    let (map, _) = import::new_map(quadrants.to_vec(), &previews, &mut new_id);
    map.check().expect("the new map keeps its rules");
    let text = file::write(&map);
    let read = file::parse(text.as_bytes()).expect("the new map can be read");
    assert_eq!((read.map, read.warnings), (map, Vec::new()));

    let empty = EmpathyMap { quadrants: quadrants.to_vec(), ..Default::default() };
    let mut document = Document::new(empty).expect("an empty map is a map");
    let addition = Addition::to(document.map(), &previews, &mut new_id);
    let mut edits: Vec<Edit> = Vec::new();
    edits.extend(addition.themes.into_iter().map(|theme| Edit::AddTheme { theme, notes: Vec::new() }));
    edits.push(Edit::AddNotes(addition.notes));
    edits.extend(addition.motivations.into_iter().map(Edit::AddMotivation));
    edits.extend(addition.needs.into_iter().map(|need| Edit::AddNeed(Box::new(need))));
    edits.extend(addition.tensions.into_iter().map(Edit::AddTension));
    document.apply(&edits, Step::Begin).expect("the notes can be added");
    document.map().check().expect("the map keeps its rules");
}

/// Every column another field, no header, everything turned around.
fn odd_choices(source: &Source, preview: &Preview) -> Vec<Choices> {
    let nowhere = Target::Theme(QuadrantId::new("none"));
    let targets = preview.groups.iter().map(|placed| (placed.group.clone(), nowhere.clone()));
    let mut choices = vec![Choices { targets: targets.collect(), ..source.guess() }];
    let Some(table) = source.guess().table else { return choices };
    for (shape, header, offset) in
        [(Shape::Long, None, 0), (Shape::Wide, Some(0), 5), (Shape::Wide, Some(usize::MAX), 9)]
    {
        let mut table = table.clone();
        (table.shape, table.header) = (shape, header);
        for (column, field) in table.fields.iter_mut().enumerate() {
            *field = Field::ALL[(column + offset) % Field::ALL.len()];
        }
        choices.push(Choices { table: Some(table.clone()), targets: [(Group::Loose, Target::LeaveOut)].into() });
        table.fields.truncate(1);
        choices.push(Choices { table: Some(table), ..Default::default() });
    }
    choices
}
