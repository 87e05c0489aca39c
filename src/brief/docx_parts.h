// The parts of a DOCX beside its body: styles, settings, relations. Internal to brief/.
#pragma once

#include <string>

namespace breadcrumb::brief {

std::string docx_content_types();
std::string docx_package_relations();
std::string docx_core(const std::string& title, const std::string& made, const std::string& language);
std::string docx_document(const std::string& body);
std::string docx_document_relations(const std::string& links);
/// `percent` of the usual room between paragraphs; letters shrink half as much.
std::string docx_styles(const std::string& language, int percent);
std::string docx_settings();
std::string docx_fonts();
/// What the file says of its making, in properties that Word and LibreOffice keep when they save it anew.
std::string docx_properties(const std::string& said);
/// The manifest as a custom XML part, which Word keeps, with its properties and relations.
std::string docx_manifest(const std::string& manifest);
std::string docx_manifest_properties();
std::string docx_manifest_relations();
std::string docx_footer(const std::string& runs);

/// A language whose letters do not slope: what is in italics elsewhere stands in another face there.
bool docx_upright(const std::string& language);
/// That face, as a run's property.
std::string docx_gothic();

}  // namespace breadcrumb::brief
