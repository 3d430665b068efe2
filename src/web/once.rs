//! The identity of what a form makes. Called by the handlers of forms that make something; must give
//! a changed form another one: whoever goes back and types anew has written something new.

use std::hash::{DefaultHasher, Hash, Hasher};

use uuid::{Builder, Uuid, Variant, Version};

/// The id of what is made by a form that was given out with `key`, a UUID, and came back as `typed`:
/// the same for the same form sent again, another when anything else was typed. As a UUIDv7 it has
/// the time of its key. Nothing where the key is none.
pub fn id_of(key: &str, typed: &impl Hash) -> Option<Uuid> {
    let (time, _) = Uuid::try_parse(key).ok()?.as_u64_pair();
    let mut hasher = DefaultHasher::new();
    (key, typed).hash(&mut hasher);
    let bits = (u128::from(time) << 64) | u128::from(hasher.finish());
    Some(Builder::from_u128(bits).with_version(Version::SortRand).with_variant(Variant::RFC4122).into_uuid())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
    use super::*;

    #[test]
    fn the_same_form_makes_the_same_and_another_form_another() {
        let (key, other) = (Uuid::now_v7().to_string(), Uuid::now_v7().to_string());
        let id = id_of(&key, &"words").unwrap();
        assert_eq!(id_of(&key, &"words"), Some(id));
        assert_ne!(id_of(&key, &"other words"), Some(id));
        assert_ne!(id_of(&other, &"words"), Some(id));
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id.get_timestamp(), Uuid::try_parse(&key).unwrap().get_timestamp());
    }

    #[test]
    fn what_is_no_key_makes_nothing_known() {
        for key in ["", "x", "%00", "00000000-0000-0000-0000-00000000000g"] {
            assert_eq!(id_of(key, &"words"), None, "{key}");
        }
    }
}
