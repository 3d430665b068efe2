//! What both databases have and diesel does not name. Called by queries.

use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::BigInt;

diesel::define_sql_function! {
    /// Lower case; of other scripts than ASCII only on PostgreSQL.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// How many rows a query finds, with its limit held: to count no further than that. An `i64`.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct CountRows<T>(pub T);

impl<T: Query> Query for CountRows<T> {
    type SqlType = BigInt;
}

impl<T, C> RunQueryDsl<C> for CountRows<T> {}

impl<DB: diesel::backend::Backend, T: QueryFragment<DB>> QueryFragment<DB> for CountRows<T> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        out.push_sql("SELECT COUNT(*) FROM (");
        self.0.walk_ast(out.reborrow())?;
        out.push_sql(") AS found");
        Ok(())
    }
}
