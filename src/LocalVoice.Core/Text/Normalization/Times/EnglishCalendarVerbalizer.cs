using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Times;

internal sealed class EnglishCalendarVerbalizer(CalendarWords words, INumberVerbalizer numbers) : ICalendarVerbalizer
{
    public string Date(int day, int month, int year)
    {
        var ordinal = numbers.Ordinal(day, OrdinalForm.Masculine);
        return words.DayFirst
            ? $"the {ordinal} {words.Of} {words.Months[month - 1]} {numbers.Year(year)}"
            : $"{words.Months[month - 1]} {ordinal}, {numbers.Year(year)}";
    }
}
