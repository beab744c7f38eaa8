namespace LocalVoice.Core.Text.Normalization.Times;

/// <summary>Writes dates in the words of one language. Immutable.</summary>
internal interface ICalendarVerbalizer
{
    /// <param name="day">1…31.</param>
    /// <param name="month">1…12.</param>
    /// <param name="year">1…9999.</param>
    string Date(int day, int month, int year);

    /// <summary>A date without a year.</summary>
    string Day(int day, int month);

    /// <summary>A month of a year.</summary>
    string Month(int month, int year);
}
