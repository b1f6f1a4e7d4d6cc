"""Files of totals as they are published, and written ones."""

from __future__ import annotations

from pathlib import Path

from geo.sources.read_options import ReadOptions
from geo.sources.totals.file import CheckedTotals, TotalsFile

__all__ = ["ACLED_WEEKLY", "HAPI", "HDX_MONTHLY", "checked", "figures", "opened", "written"]

ACLED_WEEKLY = """\
WEEK,REGION,COUNTRY,ADMIN1,EVENT_TYPE,SUB_EVENT_TYPE,EVENTS,FATALITIES,POPULATION_EXPOSURE,DISORDER_TYPE,ID,\
CENTROID_LATITUDE,CENTROID_LONGITUDE
2024-11-16,South Asia,Pakistan,Khyber Pakhtunkhwa,Battles,Armed clash,14,31,9000,Political violence,7,34.2,72.0
2024-11-16,South Asia,Pakistan,Balochistan,Protests,Peaceful protest,22,0,,Demonstrations,8,28.4,65.6
2024-11-16,South Asia,Pakistan,Sindh,Protests,Peaceful protest,3,0,,Demonstrations,9,26.0,68.5
2024-11-23,South Asia,Pakistan,Khyber Pakhtunkhwa,Battles,Armed clash,9,12,8000,Political violence,7,34.2,72.0
2024-11-23,South Asia,India,Punjab,Riots,Mob violence,1,0,,Political violence,3,31.0,75.4
"""
HDX_MONTHLY = """\
Country,Admin1,Admin2,ISO3,Admin2 Pcode,Admin1 Pcode,Month,Year,Events,Fatalities
#country+name,#adm1+name,#adm2+name,#country+code,#adm2+code,#adm1+code,#date+month,#date+year,#event+num,\
#affected+killed
Pakistan,Khyber Pakhtunkhwa,Bannu,PAK,PK201,PK2,January,2024,5,9
Pakistan,Khyber Pakhtunkhwa,Tank,PAK,PK202,PK2,February,2024,0,0
Pakistan,Punjab,Lahore,PAK,PK303,PK3,January,2024,1,0
"""
HAPI = """\
location_code,provider_admin1_name,provider_admin2_name,admin1_code,admin1_name,admin2_code,admin2_name,admin_level,\
event_type,events,fatalities,reference_period_start,reference_period_end
PAK,KP,Bannu,PK2,Khyber Pakhtunkhwa,PK201,Bannu,2,political_violence,3,4,2024-01-01,2024-01-31
PAK,KP,Bannu,PK2,Khyber Pakhtunkhwa,PK201,Bannu,2,civilian_targeting,1,1,2024-01-01,2024-01-31
"""


def written(folder: Path, content: str, name: str = "field office.csv") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def opened(
    folder: Path, content: str, options: ReadOptions | None = None, name: str = "field office.csv"
) -> TotalsFile:
    return TotalsFile(written(folder, content, name), options)


def checked(folder: Path, content: str, options: ReadOptions | None = None) -> CheckedTotals:
    return opened(folder, content, options).read()


def figures(result: CheckedTotals) -> list[tuple[str, str, str, int, int | None]]:
    """Place, first and last day, events and killed of each total."""
    return [
        (total.place, total.date_start.isoformat(), total.date_end.isoformat(), total.events, total.killed)
        for total in result.totals
    ]
