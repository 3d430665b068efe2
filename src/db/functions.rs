//! Functions that both databases have and diesel does not name. Called by queries.

diesel::define_sql_function! {
    /// Lower case; of other scripts than ASCII only on PostgreSQL.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}
