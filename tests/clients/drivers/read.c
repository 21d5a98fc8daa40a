/* Prints what libical reads in feeds: `read FEED...`, the same lines of JSON as read.py.
 *
 * libical is what Evolution, GNOME Calendar, KOrganizer and Cyrus stand on. Properties that it
 * does not know count as errors, and each component must pass its check of RFC 5546's
 * restrictions: what is then amiss is why a feed is "refused".
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *content(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(2);
    }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc((size_t)size + 1, 1);
    if (fread(text, 1, (size_t)size, file) != (size_t)size) {
        perror(path);
        exit(2);
    }
    fclose(file);
    return text;
}

static void print_text(const char *text)
{
    putchar('"');
    for (const unsigned char *at = (const unsigned char *)(text ? text : ""); *at; at++) {
        if (*at == '"' || *at == '\\' || *at < ' ')
            printf("\\u%04x", *at);
        else
            putchar(*at);
    }
    putchar('"');
}

/* Returns a time of an event; one with a zone is read by the feed's own VTIMEZONE. */
static struct icaltimetype time_of(icalcomponent *calendar, icalproperty *property)
{
    struct icaltimetype time = icalvalue_get_datetime(icalproperty_get_value(property));
    icalparameter *named = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    if (named) {
        time.zone = icalcomponent_get_timezone(calendar, icalparameter_get_tzid(named));
        time = icaltime_convert_to_zone(time, icaltimezone_get_utc_timezone());
    }
    return time;
}

static void print_time(struct icaltimetype time)
{
    printf("\"%04d-%02d-%02d", time.year, time.month, time.day);
    if (!time.is_date)
        printf("T%02d:%02d:%02d%s", time.hour, time.minute, time.second,
               icaltime_is_utc(time) ? "Z" : "");
    putchar('"');
}

static int rows_printed;

static void print_row(icalcomponent *event, struct icaltimetype start, struct icaltimetype *end)
{
    icalproperty *status = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);
    printf("%s[", rows_printed++ ? ", " : "");
    print_text(icalcomponent_get_uid(event));
    printf(", ");
    print_time(start);
    printf(", ");
    if (end)
        print_time(*end);
    else
        print_text("");
    printf(", ");
    print_text(icalcomponent_get_summary(event));
    printf(", ");
    print_text(icalcomponent_get_location(event));
    printf(", ");
    print_text(status ? icalproperty_get_value_as_string(status) : "");
    putchar(']');
}
static void print_occurrence(icalcomponent *event, struct icaltime_span *span, void *unused)
{
    icaltimezone *utc = icaltimezone_get_utc_timezone();
    struct icaltimetype start = icaltime_from_timet_with_zone(span->start, 1, utc);
    struct icaltimetype end = icaltime_from_timet_with_zone(span->end, 1, utc);
    (void)unused;
    print_row(event, start, &end);
}

/* Only whole days recur here. */
static void print_occurrences(icalcomponent *calendar, icalcomponent *event)
{
    icalproperty *starts = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    icalproperty *ends = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
    if (icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY) ||
        icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY)) {
        icalcomponent_foreach_recurrence(event, icaltime_from_string("20260101"),
                                         icaltime_from_string("20270101"), print_occurrence, NULL);
    } else {
        struct icaltimetype start = time_of(calendar, starts), end;
        if (ends)
            end = time_of(calendar, ends);
        print_row(event, start, ends ? &end : NULL);
    }
}

static void print_rows(icalcomponent *calendar)
{
    icalcomponent *event;
    rows_printed = 0;
    printf(", \"rows\": [");
    for (event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT))
        print_occurrences(calendar, event);
    putchar(']');
}

/* Returns the first error that libical wrote into a component or what it holds. */
static const char *first_error(icalcomponent *component)
{
    icalproperty *error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY);
    if (error)
        return icalproperty_get_xlicerror(error);
    icalcompiter inner = icalcomponent_begin_component(component, ICAL_ANY_COMPONENT);
    for (; icalcompiter_deref(&inner); icalcompiter_next(&inner)) {
        const char *found = first_error(icalcompiter_deref(&inner));
        if (found)
            return found;
    }
    return NULL;
}

static const char *refusal(icalcomponent *calendar)
{
    if (!calendar)
        return "it does not parse";
    if (icalcomponent_count_errors(calendar))
        return first_error(calendar);
    if (!icalrestriction_check(calendar)) {
        const char *error = first_error(calendar);
        return error ? error : "it fails the restriction check";
    }
    return NULL;
}

int main(int count, char **feeds)
{
    ical_set_unknown_token_handling_setting(ICAL_TREAT_AS_ERROR);
    for (int each = 1; each < count; each++) {
        char *text = content(feeds[each]);
        icalcomponent *calendar = icalparser_parse_string(text);
        const char *refused = refusal(calendar);
        printf("{\"feed\": ");
        print_text(feeds[each]);
        if (refused) {
            printf(", \"refused\": ");
            print_text(refused);
        } else {
            print_rows(calendar);
        }
        printf("}\n");
        if (calendar)
            icalcomponent_free(calendar);
        free(text);
    }
    return 0;
}
