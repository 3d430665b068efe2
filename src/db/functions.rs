//! Functions that both databases have and diesel does not name. Called by queries.

diesel::define_sql_function! {
    /// Lower case; of other scripts than ASCII only on PostgreSQL.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// Whether a column that is not stored folded holds what was typed, in whatever case: as it was typed too, since SQLite
/// knows lower case of ASCII alone. `holds!(people::name, words)` takes a `&str`.
#[macro_export]
macro_rules! holds {
    ($column:expr, $typed:expr) => {{
        use $crate::web::text::{fold, like_pattern};
        let folded = $crate::db::functions::lower($column).like(like_pattern(&fold($typed))).escape('\\');
        folded.or($column.like(like_pattern($typed)).escape('\\'))
    }};
}
