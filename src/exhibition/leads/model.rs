//! A card, what an exhibitor writes to it, and what the organizer allows on it.

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::schema::leads;
use crate::ids::{BoothId, LeadId, OrganizationId, PersonId};

crate::text_enum! {
    /// What a card may say beside the name.
    pub enum CardField {
        /// The address of mail of the account.
        Email = "email",
        /// Where one works, and as what.
        Affiliation = "affiliation",
        /// A telephone number.
        Phone = "phone",
        /// A country, ISO 3166-1.
        Country = "country",
        /// A few words to the booth.
        Note = "note",
    }
}

impl CardField {
    /// The Fluent key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Email => "card-email",
            Self::Affiliation => "card-affiliation",
            Self::Phone => "card-phone",
            Self::Country => "card-country",
            Self::Note => "card-note",
        }
    }
}

/// What the organizer allows on the cards of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRules {
    /// The fields, in the order of [`CardField`].
    pub fields: Vec<CardField>,
    /// Counts their changes; 0 for the rules that nobody set.
    pub version: i64,
}

impl Default for CardRules {
    fn default() -> Self {
        Self { fields: CardField::ALL.to_vec(), version: 0 }
    }
}

impl CardRules {
    /// Reads the stored fields; a word that is none is passed over.
    pub fn read(fields: &str, version: i64) -> Self {
        let is_named = |field: &&CardField| fields.split(',').any(|word| word == field.as_str());
        Self { fields: CardField::ALL.iter().filter(is_named).copied().collect(), version }
    }

    /// The fields as they are stored.
    pub fn write(&self) -> String {
        self.fields.iter().map(|field| field.as_str()).collect::<Vec<_>>().join(",")
    }

    /// Whether a card may say this.
    pub fn allows(&self, field: CardField) -> bool {
        self.fields.contains(&field)
    }
}

/// What a card says; empty where its person left something out or the organizer does not allow it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// Full name, as the account has it.
    pub name: String,
    /// Address of mail, as the account has it.
    pub email: String,
    /// Where one works, and as what.
    pub affiliation: String,
    /// Telephone number.
    pub phone: String,
    /// ISO 3166-1 code.
    pub country: String,
    /// A few words to the booth.
    pub note: String,
}

/// How promising a card is to the exhibitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rating {
    /// Nobody has said.
    Unrated,
    /// Not now.
    Cold,
    /// Perhaps.
    Warm,
    /// At once.
    Hot,
}

impl Rating {
    /// Every rating, the most promising first.
    pub const ALL: [Self; 4] = [Self::Hot, Self::Warm, Self::Cold, Self::Unrated];

    /// As it is stored: the more promising, the larger.
    pub fn number(self) -> i64 {
        self as i64
    }

    /// What is stored under this number.
    pub fn of(number: i64) -> Self {
        Self::ALL.into_iter().find(|rating| rating.number() == number).unwrap_or(Self::Unrated)
    }

    /// As forms and addresses name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unrated => "unrated",
            Self::Cold => "cold",
            Self::Warm => "warm",
            Self::Hot => "hot",
        }
    }

    /// The kind of the badge and the Fluent key of the name.
    pub fn badge_and_key(self) -> (&'static str, &'static str) {
        match self {
            Self::Unrated => ("off", "lead-unrated"),
            Self::Cold => ("info", "lead-cold"),
            Self::Warm => ("wait", "lead-warm"),
            Self::Hot => ("bad", "lead-hot"),
        }
    }
}

impl std::str::FromStr for Rating {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|rating| rating.as_str() == word).ok_or(())
    }
}

/// A card at a booth.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = leads)]
pub struct Lead {
    /// Its id.
    pub id: LeadId,
    /// Whose booth it was left at.
    pub organization_id: OrganizationId,
    /// The booth.
    pub booth_id: BoothId,
    /// Who left it.
    pub person_id: PersonId,
    /// Their name then.
    pub name: String,
    /// Their address then; empty where they did not share it.
    pub email: String,
    /// Where they work.
    pub affiliation: String,
    /// Telephone number.
    pub phone: String,
    /// ISO 3166-1 code.
    pub country: String,
    /// Their words.
    pub note: String,
    /// When they left it, or renewed it.
    pub shared_at: Instant,
    /// See [`Rating`].
    pub rating: i64,
    /// What the exhibitor notes.
    pub remark: String,
    /// When it is to be followed up.
    pub follow_up_at: Option<Instant>,
    /// Who set that and is reminded.
    pub follow_up_by: Option<PersonId>,
    /// Counts the exhibitor's changes.
    pub version: i64,
    /// When it was left first.
    pub created_at: Instant,
}

impl Lead {
    /// Its rating.
    pub fn rated(&self) -> Rating {
        Rating::of(self.rating)
    }

    /// What the card says.
    pub fn card(&self) -> Card {
        Card {
            name: self.name.clone(),
            email: self.email.clone(),
            affiliation: self.affiliation.clone(),
            phone: self.phone.clone(),
            country: self.country.clone(),
            note: self.note.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_of_the_rules_is_read_again() {
        let rules = CardRules { fields: vec![CardField::Email, CardField::Country], version: 3 };
        assert_eq!(rules.write(), "email,country");
        assert_eq!(CardRules::read("country,email,shoe_size", 3), rules);
        assert!(!CardRules::read("", 1).allows(CardField::Email) && CardRules::default().allows(CardField::Note));
    }

    #[test]
    fn a_rating_is_a_word_outside_and_a_number_inside() {
        for rating in Rating::ALL {
            assert_eq!((rating.as_str().parse(), Rating::of(rating.number())), (Ok(rating), rating));
        }
        assert!("5".parse::<Rating>().is_err() && Rating::of(99) == Rating::Unrated);
        assert!(Rating::Hot.number() > Rating::Warm.number() && Rating::Cold.number() > Rating::Unrated.number());
    }
}
