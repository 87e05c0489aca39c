// The value that a person gives a fact's field: held to the field's form, and written as the reader would write it.
//
//   const auto fields = BC_TRY(corrected(fact, {"party=japan", "topics=steel, labor"}, knowledge, siblings));
//   fields.at("party") == "JPN";  fields.at("topics") == "steel labor";
//
// A person's word outlives every re-read, so a slip of the pen is caught here: nothing after this asks again.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/context.h"
#include "model/desk_view.h"

namespace breadcrumb::app {

using Fields = std::map<std::string, std::string, std::less<>>;

/// `assignments` are `field=value`; an empty value takes an optional field away. `siblings` are the facts of the same
/// source, among which an item's area stands. Errors: `correct.field`, `correct.nothing`, `correct.value`.
Result<Fields> corrected(const Fact& fact, const std::vector<std::string>& assignments, const Knowledge& knowledge,
                         const std::vector<FactView>& siblings);

/// The fields of a fact that is entered by hand, as above. A name or a heading that is not given is the fact's words,
/// an item's area the one that it stands under. Errors: `correct.field`, `correct.value`, `fact.needed`.
Result<Fields> entered(const Fact& fact, const std::vector<std::string>& assignments, const Knowledge& knowledge,
                       const std::vector<FactView>& siblings);

/// What to say when a value that a person typed goes out with a public paper; "" when the fact does not.
Result<std::string> goes_out_remark(const Context& context, const record::Record& record, const FactId& fact);

/// What each kind of fact may be given, a line a kind: for the help of `correct`.
std::string correctable_fields();

}  // namespace breadcrumb::app
