// Reads a row of the file as a client, by the mapping, and reports what is wrong with it. What cannot be read is left out, so that the other checks go on;
// an error keeps the whole file from being imported, so nothing is ever stored with a hole in it that nobody saw.
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;

namespace Keukentafel.Register.Import;

/// <summary>A client as read from one row, before it is sealed.</summary>
public sealed record ReadClient(ContactDetails Details, IReadOnlyDictionary<string, string> Attributes, NoContactReason? NoContact);

public sealed class ClientReader
{
    public const int NumberMaxLength = 50;
    public const int NameMaxLength = 100;
    public const int AddressMaxLength = 100;
    public const int EmailMaxLength = 254;
    public const int PhoneMaxLength = 30;
    public const int AttributeMaxLength = 100;

    private readonly List<(int Index, ColumnUse Use)> columns;
    private readonly bool lettersNeeded;
    private readonly DateOnly today;
    private readonly string fileName;
    private readonly Action<Finding> report;

    /// <param name="today">The day by which ages are counted: that of the delivery, so that an import that goes on tomorrow counts the same.</param>
    public ClientReader(IReadOnlyList<string> header, ColumnMapping mapping, string fileName, DateOnly today, Action<Finding> report)
    {
        var places = header.Select((name, index) => (name, index)).ToLookup(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
        columns = mapping.Columns
            .Where(use => use.Role != ColumnRole.Ignore && places.Contains(use.Column))
            .Select(use => (places[use.Column].First(), use))
            .ToList();
        lettersNeeded = mapping.LettersNeeded;
        (this.fileName, this.today, this.report) = (fileName, today, report);
    }

    public ReadClient Read(TabularRecord record)
    {
        var row = new Row(this, record.Row);
        foreach (var (index, use) in columns)
        {
            row.Take(use, record.Fields[index], record.IsDate(index));
        }

        return row.Client();
    }

    /// <summary>One row in the making.</summary>
    private sealed class Row(ClientReader reader, int number)
    {
        private readonly Dictionary<ColumnRole, string> texts = [];
        private readonly Dictionary<string, string> attributes = new(StringComparer.Ordinal);
        private NoContactReason? noContact;

        public void Take(ColumnUse use, string raw, bool isDate)
        {
            var value = ClientValues.Tidy(raw);
            switch (use.Role)
            {
                case ColumnRole.ClientNumber:
                    TakeNumber(use, value, isDate);
                    break;
                case ColumnRole.BirthDate:
                    TakeBirthDate(use, value);
                    break;
                case ColumnRole.Age:
                    TakeAge(use, value);
                    break;
                case ColumnRole.NoContact:
                    TakeYesNo(use, value, stops: true);
                    break;
                case ColumnRole.MayContact:
                    TakeYesNo(use, value, stops: false);
                    break;
                case ColumnRole.DeceasedOn:
                    noContact = value.Length > 0 ? NoContactReason.Deceased : noContact;
                    break;
                case ColumnRole.Attribute:
                    Keep(use, Bounded(use, value, AttributeMaxLength));
                    break;
                case ColumnRole.AttributeQuarter:
                    TakeDay(use, value, ClientValues.Quarter);
                    break;
                case ColumnRole.AttributeYear:
                    TakeDay(use, value, ClientValues.Year);
                    break;
                case ColumnRole.Email:
                    TakeEmail(use, value);
                    break;
                default:
                    texts[use.Role] = Bounded(use, value, MaxLength(use.Role));
                    break;
            }
        }

        public ReadClient Client()
        {
            var details = Details();
            if (reader.lettersNeeded && noContact is null && !details.HasAddress)
            {
                Report(RegisterFindings.AddressMissing, column: null);
                noContact = NoContactReason.NoAddress;
            }

            return new ReadClient(details, attributes, noContact);
        }

        private ContactDetails Details()
        {
            var (street, houseNumber) = texts.TryGetValue(ColumnRole.StreetAndNumber, out var both) ? ClientValues.StreetAndNumber(both) : (Text(ColumnRole.Street), Text(ColumnRole.HouseNumber));
            var (postcode, town) = texts.TryGetValue(ColumnRole.PostcodeAndTown, out var place) ? ClientValues.PostcodeAndTown(place) : (ClientValues.Postcode(Text(ColumnRole.Postcode)), Text(ColumnRole.Town));
            if (postcode.Length > 0 && !ClientValues.IsPostcode(postcode))
            {
                Report(RegisterFindings.PostcodeShape, reader.columns.First(pair => pair.Use.Role is ColumnRole.Postcode or ColumnRole.PostcodeAndTown).Use.Column);
            }

            var whole = Text(ColumnRole.FullName);
            var surname = Text(ColumnRole.Surname);
            return new ContactDetails
            {
                ClientNumber = Text(ColumnRole.ClientNumber),
                Salutation = ClientValues.Salutation(Text(ColumnRole.Salutation)),
                Name = surname.Length > 0 ? Joined(FirstOf(ColumnRole.Initials, ColumnRole.FirstName), Text(ColumnRole.NamePrefix), surname) : ClientValues.NameInReadingOrder(whole),
                Surname = surname.Length > 0 ? surname : ClientValues.SurnameIn(whole),
                Street = street,
                HouseNumber = Joined(houseNumber, Text(ColumnRole.HouseNumberAddition)),
                Postcode = postcode,
                Town = town,
                Email = Text(ColumnRole.Email),
                Phone = Text(ColumnRole.Phone),
            };
        }

        private void TakeNumber(ColumnUse use, string value, bool isDate)
        {
            if (value.Length == 0)
            {
                Report(RegisterFindings.NumberMissing, use.Column);
            }
            else if (isDate || ClientValues.IsRoundedNumber(value))
            {
                Report(RegisterFindings.NumberChanged, use.Column);
            }

            texts[ColumnRole.ClientNumber] = Bounded(use, value, NumberMaxLength);
        }

        private void TakeBirthDate(ColumnUse use, string value)
        {
            if (value.Length == 0)
            {
                return;
            }

            switch (ClientValues.Day(value))
            {
                case ReadDay.Known { Day: var day } when day > reader.today:
                    Report(RegisterFindings.DateInFuture, use.Column);
                    break;
                case ReadDay.Known { Day: var day } when !ClientValues.CanBeBorn(day, reader.today):
                    Report(RegisterFindings.BirthTooLongAgo, use.Column);
                    break;
                case ReadDay.Known { Day: var day }:
                    Keep(use, ClientValues.AgeClass(day, reader.today));
                    break;
                case ReadDay.YearOnly { Year: var year } when ClientValues.AgeClass(year, reader.today) is { } certain:
                    Keep(use, certain);
                    break;
                case ReadDay.YearOnly:
                    Report(RegisterFindings.BirthYearOnly, use.Column);
                    break;
                default:
                    Report(RegisterFindings.DateImpossible, use.Column);
                    break;
            }
        }

        private void TakeAge(ColumnUse use, string value)
        {
            if (value.Length == 0)
            {
                return;
            }

            if (ClientValues.Age(value) is { } age)
            {
                Keep(use, ClientValues.AgeClass(age));
            }
            else
            {
                Report(RegisterFindings.AgeImpossible, use.Column);
            }
        }

        private void TakeDay(ColumnUse use, string value, Func<DateOnly, string> part)
        {
            if (value.Length == 0)
            {
                return;
            }

            switch (ClientValues.Day(value))
            {
                case ReadDay.Known { Day: var day } when day > reader.today:
                    Report(RegisterFindings.DateInFuture, use.Column);
                    break;
                case ReadDay.Known { Day: var day }:
                    Keep(use, part(day));
                    break;
                default:
                    Report(RegisterFindings.DateImpossible, use.Column);
                    break;
            }
        }

        private void TakeYesNo(ColumnUse use, string value, bool stops)
        {
            if (ClientValues.YesNo(value) is not { } yes)
            {
                Report(RegisterFindings.YesNoUnknown, use.Column);
            }
            else if (yes == stops)
            {
                noContact ??= NoContactReason.InFile;
            }
        }

        private void TakeEmail(ColumnUse use, string value)
        {
            var email = Bounded(use, value, EmailMaxLength);
            if (email.Length > 0 && !ClientValues.IsEmail(email))
            {
                Report(RegisterFindings.EmailShape, use.Column);
                email = "";
            }

            texts[ColumnRole.Email] = email;
        }

        /// <summary>The value without a number that may be a BSN; nothing when it is too long.</summary>
        private string Bounded(ColumnUse use, string value, int maxLength)
        {
            if (value.Length > maxLength)
            {
                Report(RegisterFindings.TooLong, use.Column, maxLength);
                return "";
            }

            if (use.Role is ColumnRole.Phone or ColumnRole.ClientNumber || !Bsn.StandsIn(value))
            {
                return value;
            }

            Report(RegisterFindings.BsnInText, use.Column);
            return ClientValues.Tidy(Bsn.LeftOut(value));
        }

        private void Keep(ColumnUse use, string value)
        {
            if (value.Length > 0)
            {
                attributes[use.Attribute] = value;
            }
        }

        private string Text(ColumnRole role) => texts.GetValueOrDefault(role, "");

        private string FirstOf(ColumnRole first, ColumnRole second) => Text(first) is { Length: > 0 } text ? text : Text(second);

        private void Report(FindingKind kind, string? column, params object?[] values) => reader.report(kind.At(reader.fileName, number, column, values));

        private static string Joined(params IEnumerable<string> parts) => string.Join(' ', parts.Where(part => part.Length > 0));

        private static int MaxLength(ColumnRole role) => role switch
        {
            ColumnRole.Street or ColumnRole.StreetAndNumber or ColumnRole.Town or ColumnRole.PostcodeAndTown => AddressMaxLength,
            ColumnRole.HouseNumber or ColumnRole.HouseNumberAddition or ColumnRole.Postcode or ColumnRole.Phone => PhoneMaxLength,
            _ => NameMaxLength,
        };
    }
}
