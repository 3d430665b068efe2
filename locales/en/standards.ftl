# Names of the standards' codes; the codes stand in src/web/standards.rs.

# OECD Fields of Research and Development (Frascati Manual 2015), two levels
field-1 = Natural sciences
field-1-1 = Mathematics
field-1-2 = Computer and information sciences
field-1-3 = Physical sciences
field-1-4 = Chemical sciences
field-1-5 = Earth and related environmental sciences
field-1-6 = Biological sciences
field-1-7 = Other natural sciences
field-2 = Engineering and technology
field-2-1 = Civil engineering
field-2-2 = Electrical, electronic and information engineering
field-2-3 = Mechanical engineering
field-2-4 = Chemical engineering
field-2-5 = Materials engineering
field-2-6 = Medical engineering
field-2-7 = Environmental engineering
field-2-8 = Environmental biotechnology
field-2-9 = Industrial biotechnology
field-2-10 = Nanotechnology
field-2-11 = Other engineering and technologies
field-3 = Medical and health sciences
field-3-1 = Basic medicine
field-3-2 = Clinical medicine
field-3-3 = Health sciences
field-3-4 = Medical biotechnology
field-3-5 = Other medical sciences
field-4 = Agricultural and veterinary sciences
field-4-1 = Agriculture, forestry and fisheries
field-4-2 = Animal and dairy science
field-4-3 = Veterinary science
field-4-4 = Agricultural biotechnology
field-4-5 = Other agricultural sciences
field-5 = Social sciences
field-5-1 = Psychology and cognitive sciences
field-5-2 = Economics and business
field-5-3 = Education
field-5-4 = Sociology
field-5-5 = Law
field-5-6 = Political science
field-5-7 = Social and economic geography
field-5-8 = Media and communications
field-5-9 = Other social sciences
field-6 = Humanities and the arts
field-6-1 = History and archaeology
field-6-2 = Languages and literature
field-6-3 = Philosophy, ethics and religion
field-6-4 = Arts
field-6-5 = Other humanities

# schema.org JobPosting.employmentType
employment-full-time = Full time
employment-part-time = Part time
employment-contractor = Contractor
employment-temporary = Temporary
employment-intern = Internship
employment-volunteer = Volunteer
employment-per-diem = Paid by the day
employment-other = Other

# ISCED 2011 levels of education
education-0 = Early childhood education
education-1 = Primary education
education-2 = Lower secondary education
education-3 = Upper secondary education
education-4 = Post-secondary non-tertiary education
education-5 = Short-cycle tertiary education
education-6 = Bachelor’s or equivalent
education-7 = Master’s or equivalent
education-8 = Doctorate or equivalent

# schema.org QuantitativeValue.unitText
salary-unit-hour = an hour
salary-unit-month = a month
salary-unit-year = a year
