namespace LocalVoice.Core.Text.Normalization.Times;

/// <summary>Times of day in the words of one language. Immutable.</summary>
internal interface IClockVerbalizer
{
    /// <param name="hour">0…24.</param>
    /// <param name="minute">0…59.</param>
    /// <param name="half">Which half of the day was written beside it.</param>
    string Time(int hour, int minute, DayHalf half);
}

/// <summary>The halves of the twelve-hour clock.</summary>
internal enum DayHalf
{
    None,
    Morning,
    Afternoon,
}
