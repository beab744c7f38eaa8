namespace LocalVoice.Core.Text.Normalization.Times;

/// <summary>Writes times of day in the words of one language. Immutable.</summary>
internal interface IClockVerbalizer
{
    /// <param name="hour">0…24.</param>
    /// <param name="minute">0…59.</param>
    /// <param name="half">The half of the day written with the time.</param>
    string Time(int hour, int minute, DayHalf half);
}
