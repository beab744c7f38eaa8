namespace LocalVoice.Core.Text.Normalization.Times;

/// <summary>The halves of the twelve-hour clock.</summary>
internal enum DayHalf
{
    None,
    Morning,
    Afternoon,
}

internal static class DayHalves
{
    /// <summary>The words for the part of the day: 10 p.m. is of the night; empty where the half does not apply, as at 14:00.</summary>
    /// <param name="hour">0…24.</param>
    public static string PartOfDay(this DayHalf half, int hour, DayPart[] parts)
    {
        if (half == DayHalf.None || hour > 12)
        {
            return "";
        }

        var ofDay = hour % 12 + (half == DayHalf.Afternoon ? 12 : 0);
        return parts.First(part => part.Until >= ofDay).Words;
    }
}
