// Whether the lines of a byline are other ones than when the page came.
const isOther = (field) => field.value !== field.defaultValue;
const isEdited = (field) =>
  field.options
    ? [...field.options].some((each) => each.selected !== each.defaultSelected && (each.value || each.defaultSelected))
    : !field.name.endsWith("_FORMS") && isOther(field);

/** Lines of a byline that came or went have new numbers, which a whole page brings along. */
export const hasOtherBylines = () =>
  [...document.querySelectorAll("#bylines-group :is(input, select)[name]:not([name*=__prefix__])")].some((field) =>
    field.type === "checkbox" ? field.checked : field.name.endsWith("TOTAL_FORMS") ? isOther(field) : isEdited(field),
  );
